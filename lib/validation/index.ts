export { complete } from './assist/complete';
export { definition } from './assist/definition';
export { format } from './assist/format';
export { hover } from './assist/hover';
export type { Diagnostic, Fix, Position, Range, TextEdit } from './diagnostic';
export { ValidationCache } from './engine/cache';
export type { RuleExample, RuleInfo, SeverityWord } from './engine/rule';
export { validate, validateTree } from './engine/validate';
export { rules } from './rules';
