/** A Job that runs a script; `script` is the YAML of the script's text. */
export function job(script: string): string {
  return `apiVersion: batch/v1
kind: Job
metadata:
  name: smoke-test
spec:
  template:
    spec:
      restartPolicy: Never
      containers:
        - name: test
          image: curlimages/curl:8.10.1
          command: [sh, -c, ${script}]
`;
}
