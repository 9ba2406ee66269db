/** Where `kustomize build` in the browser differs from kustomize v5.5.0. */
export const kustomize = {
  id: 'kustomize',
  title: 'kustomize build',
  says: 'Our own, compared with the real `kustomize` v5.5.0: its output byte for byte and its errors word for word, on recorded and on fresh random trees.',
  differences: [
    {
      about: 'Remote resources',
      real: 'A URL or a Git address among the `resources` is fetched.',
      lab: 'Nothing leaves your browser: such an entry is refused, in the words that the real tool has for an address that it cannot reach.',
    },
    {
      about: 'Helm charts, exec and container functions',
      real: 'They run when a flag allows them.',
      lab: 'They never run. The error is the one that the real tool gives without the flag.',
    },
    {
      about: 'Depth and size',
      real: 'Bases may be nested as deep as the machine can bear.',
      lab: 'More than 100 nested kustomizations, or YAML nested more than 1,000 levels, are refused with a message of our own.',
    },
    {
      about: 'Name suffixes of other kinds',
      real: 'With `needs-hash`, any kind gets a suffix made of its content.',
      lab: 'The suffix is the real one for ConfigMaps and Secrets; for other kinds it is made otherwise.',
    },
  ],
};
