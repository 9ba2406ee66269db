import { containersOf, type Pod, type PodViolation } from '@/lib/kubernetes';
import { at, entryOf, isMissing, type MapNode, scalarOf } from '@/lib/yaml';
import { addEntries } from '../../engine/edits';
import type { SourceFile } from '../../engine/file';
import type { Edit, FindingFix } from '../../engine/rule';

/** The fields that a control of the restricted level asks for, in each container or in the Pod. */
const WANTED: Readonly<Record<string, { where: 'pod' | 'containers'; field: string; lines: string[] }>> = {
  allowPrivilegeEscalation: {
    where: 'containers',
    field: 'allowPrivilegeEscalation',
    lines: ['allowPrivilegeEscalation: false'],
  },
  capabilities_restricted: {
    where: 'containers',
    field: 'capabilities',
    lines: ['capabilities:', '  drop: [ALL]'],
  },
  runAsNonRoot: { where: 'pod', field: 'runAsNonRoot', lines: ['runAsNonRoot: true'] },
  seccompProfile_restricted: {
    where: 'pod',
    field: 'seccompProfile',
    lines: ['seccompProfile:', '  type: RuntimeDefault'],
  },
};
/** Values that only have to be turned round. */
const FLIPPED: Readonly<Record<string, string>> = {
  allowPrivilegeEscalation: 'false',
  privileged: 'false',
  runAsNonRoot: 'true',
  hostNamespaces: 'false',
  windowsHostProcess: 'false',
};

/** Edits that satisfy a control, where they are certain to. */
export function fixesFor(file: SourceFile, pod: Pod, violation: PodViolation): FindingFix[] {
  const flipped = FLIPPED[violation.control];
  const values = violation.places.map(scalarOf);
  if (
    flipped !== undefined &&
    values.length > 0 &&
    values.every((value) => typeof value?.value === 'boolean')
  )
    return [
      {
        title: `Change to ${flipped}`,
        edits: values.flatMap((value) =>
          value ? [{ start: value.start, end: value.end, text: flipped }] : [],
        ),
      },
    ];
  const wanted = WANTED[violation.control];
  if (!wanted) return [];
  const holders = wanted.where === 'pod' ? [pod.spec] : containersOf(pod).map(({ node }) => node);
  const edits: Edit[] = [];
  for (const holder of holders) {
    const added = addTo(file, holder, wanted.field, wanted.lines);
    if (added === 'other value') return [];
    edits.push(...added);
  }
  return edits.length ? [{ title: `Add ${wanted.lines.map((line) => line.trim()).join(' ')}`, edits }] : [];
}

function addTo(file: SourceFile, holder: MapNode, field: string, lines: string[]): Edit[] | 'other value' {
  const context = entryOf(holder, 'securityContext');
  if (!context) return addEntries(file, holder, ['securityContext:', ...lines.map((line) => `  ${line}`)]);
  if (context.value.kind !== 'map') return 'other value';
  const present = at(context.value, field);
  if (isMissing(present) && !entryOf(context.value, field)) return addEntries(file, context.value, lines);
  const drop = field === 'capabilities' && present?.kind === 'map' ? entryOf(present, 'drop') : undefined;
  if (field === 'capabilities' && present?.kind === 'map' && !drop && !entryOf(present, 'add'))
    return addEntries(file, present, ['drop: [ALL]']);
  if (drop && /\bALL\b/.test(file.yaml.text.slice(drop.value.start, drop.value.end))) return [];
  return field === 'allowPrivilegeEscalation' && scalarOf(present)?.value === false ? [] : 'other value';
}
