export type { Diagnostic, Fix, Position, Range, TextEdit } from './diagnostic';
