/** A Deployment called web; `extra` lines stand in its container. */
export function deployment(
  options: { selector?: string; label?: string; container?: string[] } = {},
): string {
  const { selector = 'web', label = 'web', container = [] } = options;
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: ${selector}
  template:
    metadata:
      labels:
        app: ${label}
    spec:
      containers:
        - name: web
          image: nginx:1.27
${container.map((line) => `          ${line}\n`).join('')}`;
}

export function service(options: { app?: string; port?: string } = {}): string {
  const { app = 'web', port = 'targetPort: 8080' } = options;
  return `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: ${app}
  ports:
    - port: 80
      ${port}
`;
}

export const PORTS = ['ports:', '  - name: http', '    containerPort: 8080'];
