import { type GenericSchema, type InferOutput, safeParse } from 'valibot';

/** What a value is by a schema, or undefined when it is not that. */
export function parse<S extends GenericSchema>(schema: S, value: unknown): InferOutput<S> | undefined {
  const parsed = safeParse(schema, value);
  return parsed.success ? parsed.output : undefined;
}
