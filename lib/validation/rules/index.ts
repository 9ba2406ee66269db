import type { Rule, RuleInfo } from '../engine/rule';
import { annotationKey } from './argocd/annotation-key';
import { annotationPlace } from './argocd/annotation-place';
import { annotationValue } from './argocd/annotation-value';
import { applicationPath } from './argocd/application-path';
import { applicationSource } from './argocd/application-source';
import { deletePolicy } from './argocd/delete-policy';
import { helmHooks } from './argocd/helm-hooks';
import { hookKeepsFailed } from './argocd/hook-keeps-failed';
import { hookKind } from './argocd/hook-kind';
import { hookNeedsLater } from './argocd/hook-needs-later';
import { hookTtl } from './argocd/hook-ttl';
import { hookType } from './argocd/hook-type';
import { policyWithoutHook } from './argocd/policy-without-hook';
import { projectPermits } from './argocd/project-permits';
import { specValue } from './argocd/spec-value';
import { syncOptions } from './argocd/sync-options';
import { syncWave } from './argocd/sync-wave';
import { waveInPhase } from './argocd/wave-in-phase';
import { waveNeedsLater } from './argocd/wave-needs-later';
import { fitsDefinition } from './custom/fits-definition';
import { generatorBehavior } from './kustomize/behavior';
import { componentPlace } from './kustomize/component-place';
import { deprecatedField } from './kustomize/deprecated';
import { fileItself } from './kustomize/file-itself';
import { forgotten } from './kustomize/forgotten';
import { generatorRule } from './kustomize/generator';
import { imagesReplicas } from './kustomize/images-replicas';
import { jsonPatch } from './kustomize/json-patch';
import { listedTwice } from './kustomize/listed-twice';
import { missingName } from './kustomize/missing-name';
import { notFound } from './kustomize/not-found';
import { patchTarget } from './kustomize/patch';
import { patchMerge } from './kustomize/patch-merge';
import { replacementRule } from './kustomize/replacement';
import { sameId } from './kustomize/same-id';
import { unbuiltRule } from './kustomize/unbuilt';
import { commandLine } from './pods/command-line';
import { cronSchedule } from './pods/cron-schedule';
import { imageInvalid } from './pods/image-invalid';
import { imageTag } from './pods/image-tag';
import { immutableJob } from './pods/immutable-job';
import { incompleteObject } from './pods/incomplete';
import { misleadingValue } from './pods/misleading';
import { names } from './pods/names';
import { nonRootUser } from './pods/non-root-user';
import { plainSecret } from './pods/plain-secret';
import { portNumbers } from './pods/port-numbers';
import { probePort } from './pods/probe-port';
import { referenceKey } from './pods/reference-key';
import { referenceMissing } from './pods/reference-missing';
import { referenceName } from './pods/reference-name';
import { podReferences } from './pods/references';
import { refusedValue } from './pods/refused-value';
import { restartPolicy } from './pods/restart-policy';
import { secretData } from './pods/secret-data';
import { selectorTemplate } from './pods/selector-template';
import { selectsNothing } from './pods/selects-nothing';
import { servicePort } from './pods/service-port';
import { serviceSelector } from './pods/service-selector';
import { kindRule } from './schema/kind';
import { missingField } from './schema/missing-field';
import { noKind } from './schema/no-kind';
import { removedVersion } from './schema/removed-version';
import { unknownField } from './schema/unknown-field';
import { unknownWord } from './schema/unknown-word';
import { wrongType } from './schema/wrong-type';
import { curlFail } from './scripts/curl-fail';
import { lostStatus } from './scripts/lost-status';
import { scriptSyntax } from './scripts/syntax';
import { namespaceLabel } from './security/namespace-label';
import { podSecurityBaseline, podSecurityRestricted } from './security/pod-security';
import { rbacIdle } from './security/rbac-idle';
import { anchor } from './yaml/anchor';
import { duplicateKey } from './yaml/duplicate-key';
import { encoding } from './yaml/encoding';
import { indentation } from './yaml/indentation';
import { limit } from './yaml/limit';
import { mergeConflict } from './yaml/merge-conflict';
import { missingColon } from './yaml/missing-colon';
import { specialCharacter } from './yaml/special-character';
import { strayQuote } from './yaml/stray-quote';
import { syntax } from './yaml/syntax';
import { tab } from './yaml/tab';
import { unclosed } from './yaml/unclosed';

/** Every rule, in the order in which their pages are listed. */
export const RULES: readonly Rule[] = [
  syntax,
  indentation,
  tab,
  missingColon,
  unclosed,
  strayQuote,
  duplicateKey,
  anchor,
  mergeConflict,
  specialCharacter,
  encoding,
  limit,
  noKind,
  kindRule,
  removedVersion,
  unknownField,
  missingField,
  incompleteObject,
  wrongType,
  unknownWord,
  fitsDefinition,
  missingName,
  fileItself,
  notFound,
  listedTwice,
  forgotten,
  sameId,
  patchTarget,
  patchMerge,
  jsonPatch,
  imagesReplicas,
  componentPlace,
  generatorRule,
  generatorBehavior,
  replacementRule,
  unbuiltRule,
  deprecatedField,
  applicationSource,
  applicationPath,
  specValue,
  projectPermits,
  hookType,
  deletePolicy,
  policyWithoutHook,
  hookKind,
  hookKeepsFailed,
  hookTtl,
  hookNeedsLater,
  helmHooks,
  syncWave,
  waveInPhase,
  waveNeedsLater,
  syncOptions,
  annotationKey,
  annotationPlace,
  annotationValue,
  names,
  imageInvalid,
  imageTag,
  nonRootUser,
  podReferences,
  refusedValue,
  misleadingValue,
  referenceName,
  referenceMissing,
  referenceKey,
  restartPolicy,
  commandLine,
  immutableJob,
  secretData,
  plainSecret,
  cronSchedule,
  selectorTemplate,
  serviceSelector,
  selectsNothing,
  servicePort,
  portNumbers,
  probePort,
  podSecurityBaseline,
  podSecurityRestricted,
  namespaceLabel,
  rbacIdle,
  scriptSyntax,
  lostStatus,
  curlFail,
];

/** What the pages of the rules show: id, severity, title, why, a failing and a passing example, and the source. */
export const rules: readonly RuleInfo[] = RULES.map(
  ({ id, severity, title, why, failing, passing, source }) => ({
    id,
    severity,
    title,
    why,
    failing,
    passing,
    source,
  }),
);
