import type { Quiz } from '@/lib/quiz';
import { names } from '../names';

export const gaps: Quiz = [
  {
    kind: 'complete-yaml',
    id: 'two-annotations',
    prompt:
      'Complete the hook: it runs when the new version is healthy, is deleted after a successful sync, and never meets its own last run.',
    teaches: '#two-policies',
    template: `apiVersion: batch/v1
kind: Job
metadata:
  name: ${names.hook}
  annotations:
    ${names.annotations.hook}: {{phase}}
    ${names.annotations.deletePolicy}: {{policies}}
`,
    gaps: [
      {
        id: 'phase',
        accepts: [names.hookPhase],
        explanation: 'Healthy first, then the test: that is `PostSync`, spelt exactly like this.',
        teaches: '#postsync',
        mistakes: [
          {
            value: 'Postsync',
            explanation:
              'Capitals count. Argo CD knows no type `Postsync`, and the Job would silently take part in nothing.',
          },
          {
            value: 'PreSync',
            explanation: 'That is before anything is applied, so the test would ask the old version.',
          },
          {
            value: 'Sync',
            explanation: 'That is among the other objects, before they are known to be healthy.',
          },
        ],
      },
      {
        id: 'policies',
        accepts: [names.deletePolicy],
        compare: 'comma-list',
        explanation: 'Both, with a comma: one makes room before, the other tidies up after.',
        teaches: '#two-policies',
        mistakes: [
          {
            value: 'HookSucceeded',
            explanation:
              'Alone it drops the default: after one failure the old Job stays, and the next sync fails at once.',
          },
          {
            value: 'BeforeHookCreation',
            explanation:
              'That makes room for the next run, but leaves every successful Job lying about until then.',
          },
        ],
      },
    ],
  },
  {
    kind: 'complete-yaml',
    id: 'service-ports',
    prompt: `The container listens on ${names.serverPort} and calls that port \`http\`. Complete the Service so that \`http://${names.service}/\` reaches it.`,
    teaches: '#target-port',
    template: `apiVersion: v1
kind: Service
metadata:
  name: ${names.service}
spec:
  selector:
    app: ${names.deployment}
  ports:
    - port: {{port}}
      targetPort: {{target}}
`,
    gaps: [
      {
        id: 'port',
        accepts: [String(names.servicePort)],
        explanation: 'An address with `http://` and no port means port 80.',
        teaches: '#target-port',
        mistakes: [
          {
            value: String(names.serverPort),
            explanation: `Then the address would have to be \`http://${names.service}:${names.serverPort}/\`.`,
          },
        ],
      },
      {
        id: 'target',
        accepts: ['http', String(names.serverPort)],
        explanation: 'It is where the container listens: by name, or by number.',
        teaches: '#target-port',
        mistakes: [
          {
            value: '80',
            explanation: 'Nobody listens there. 80 is the port of the Service, not of the container.',
          },
        ],
      },
    ],
  },
  {
    kind: 'complete-yaml',
    id: 'numeric-user-gap',
    prompt:
      "The image's user is `curl_user`, with the number 100. Complete the security context so that the kubelet starts the Pod.",
    teaches: '#numeric-user',
    template: `securityContext:
  runAsNonRoot: {{demand}}
  runAsUser: {{user}}
`,
    gaps: [
      {
        id: 'demand',
        accepts: ['true'],
        explanation: 'It is the demand that the standard `restricted` makes.',
        teaches: '#numeric-user',
      },
      {
        id: 'user',
        accepts: [String(names.curlUser)],
        explanation: 'Only a number proves that the user is not root.',
        teaches: '#numeric-user',
        mistakes: [
          {
            value: 'curl_user',
            explanation: 'The field wants a number, and a name would prove nothing anyway.',
          },
          { value: '0', explanation: '0 is root, and that is what `runAsNonRoot` forbids.' },
        ],
      },
    ],
  },
];
