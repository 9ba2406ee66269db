/** Manifests for tests, as text. */
export const configMap = (name: string, data = 'a: "1"', annotations = ''): string => `apiVersion: v1
kind: ConfigMap
metadata:
  name: ${name}${annotated(annotations)}
data:
  ${data}
`;

export const deployment = (name: string, image = 'nginx:1.27', path = '/'): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
spec:
  replicas: 2
  selector:
    matchLabels:
      app: ${name}
  template:
    metadata:
      labels:
        app: ${name}
    spec:
      containers:
        - name: web
          image: ${image}
          ports:
            - containerPort: 80
          readinessProbe:
            httpGet:
              path: ${path}
              port: 80
            periodSeconds: 2
`;

export const service = (name: string, app = name): string => `apiVersion: v1
kind: Service
metadata:
  name: ${name}
spec:
  selector:
    app: ${app}
  ports:
    - port: 80
      targetPort: 80
`;

export interface JobOptions {
  hook?: string;
  policy?: string;
  wave?: string;
  image?: string;
  more?: string;
  pod?: string;
  container?: string;
  metadata?: string;
}

export const job = (name: string, script: string, options: JobOptions = {}): string => {
  const {
    hook,
    policy,
    wave,
    image = 'curlimages/curl:8.9.1',
    more = '',
    pod = '',
    container = '',
  } = options;
  const annotations = [
    hook && `argocd.argoproj.io/hook: ${hook}`,
    policy && `argocd.argoproj.io/hook-delete-policy: ${policy}`,
    wave && `argocd.argoproj.io/sync-wave: "${wave}"`,
    options.metadata,
  ]
    .filter(Boolean)
    .join('\n    ');
  return `apiVersion: batch/v1
kind: Job
metadata:
  name: ${name}${annotated(annotations)}
spec:
  backoffLimit: 0${more}
  template:
    spec:
      restartPolicy: Never${pod}
      containers:
        - name: main
          image: ${image}
          command: [sh, -c, ${JSON.stringify(script)}]${container}
`;
};

const annotated = (annotations: string): string =>
  annotations ? `\n  annotations:\n    ${annotations}` : '';

export const kustomization = (...resources: string[]): string =>
  `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n${resources.map((one) => `  - ${one}\n`).join('')}`;
