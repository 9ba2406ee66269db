/** Expands `$(NAME)`; `$$` is a dollar, and an unknown name stays as it is written. As third_party/forked/golang/expansion. */
export function expand(text: string, variables: ReadonlyMap<string, string>): string {
  return text.replace(/\$(?:\$|\(([^)]*)\))/g, (whole, name: string | undefined) =>
    name === undefined ? '$' : (variables.get(name) ?? whole),
  );
}
