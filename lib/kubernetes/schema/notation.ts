/**
 * The fields of one type, each with a type in short notation, after `!` when it is required:
 * `s` text, `i` whole number, `n` number, `b` boolean, `q` quantity, `x` number or text, `*` anything,
 * `=A|B` one of these words, `[T` list of T, `{T` mapping from text to T, `#id` another type of this kind.
 */
export type FieldTypes = Readonly<Record<string, string>>;
