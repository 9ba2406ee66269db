/** The kinds that a field names an object of, by the end of its place. */
const NAMES: readonly (readonly [RegExp, readonly string[]])[] = [
  [/\.(configMapRef|configMapKeyRef|configMap)\.name$/, ['ConfigMap']],
  [/\.(secretRef|secretKeyRef|secret|imagePullSecrets)\.name$/, ['Secret']],
  [/\.secretName$/, ['Secret']],
  [/\.serviceAccountName$/, ['ServiceAccount']],
  [/\.claimName$/, ['PersistentVolumeClaim']],
  [/\.(backend|defaultBackend)\.service\.name$/, ['Service']],
  [/^spec\.serviceName$/, ['Service']],
  [/^spec\.scaleTargetRef\.name$/, ['Deployment', 'StatefulSet', 'ReplicaSet']],
  [/^roleRef\.name$/, ['Role', 'ClusterRole']],
  [/^subjects\.name$/, ['ServiceAccount']],
  [/\.priorityClassName$/, ['PriorityClass']],
  [/^metadata\.namespace$/, ['Namespace']],
];

/** The kinds of which the field at a place (`spec.template.spec.serviceAccountName`) names an object. */
export function kindsNamedAt(place: string): readonly string[] | undefined {
  return NAMES.find(([pattern]) => pattern.test(place))?.[1];
}
