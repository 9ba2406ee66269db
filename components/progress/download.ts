/** Hands a text to the learner as a file; of JSON, unless its type is given. */
export function download({ name, text }: { name: string; text: string }, type = 'application/json'): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
