/** Whether Go reads a text as a duration. As time.ParseDuration: it knows no days. */
export function isDuration(text: string): boolean {
  return text === '0' || /^[+-]?(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$/.test(text);
}
