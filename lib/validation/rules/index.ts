import type { Rule, RuleInfo } from '../engine/rule';
import { hookKeepsFailed } from './argocd/hook-keeps-failed';
import { missingName } from './kustomize/missing-name';
import { imageInvalid } from './pods/image-invalid';
import { imageTag } from './pods/image-tag';
import { nonRootUser } from './pods/non-root-user';
import { kindRule } from './schema/kind';
import { missingField } from './schema/missing-field';
import { noKind } from './schema/no-kind';
import { removedVersion } from './schema/removed-version';
import { unknownField } from './schema/unknown-field';
import { unknownWord } from './schema/unknown-word';
import { wrongType } from './schema/wrong-type';
import { curlFail } from './scripts/curl-fail';
import { lostStatus } from './scripts/lost-status';
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
  wrongType,
  unknownWord,
  missingName,
  hookKeepsFailed,
  imageInvalid,
  imageTag,
  nonRootUser,
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
