import { gvkText, splitApiVersion } from '../core/id';
import { fieldsAt, noFields, selectorOf, textAt } from '../load/fields';
import type { Variable } from '../transform/vars';
import type { Fields } from '../yaml';

const writtenPath = (fields: Fields): string => textAt(fieldsAt(fields, 'fieldref') ?? noFields, 'fieldPath');

/** An entry of a kustomization's `vars`, with Go's defaults. As types.Var. */
export function variableOf(fields: Fields): Variable {
  const objref = fieldsAt(fields, 'objref') ?? noFields;
  const selector = selectorOf(objref);
  const apiVersion = textAt(objref, 'apiVersion');
  const gvk =
    apiVersion !== '' && apiVersion.split('/').length <= 2 ? splitApiVersion(apiVersion) : undefined;
  return {
    name: textAt(fields, 'name'),
    target: {
      ...selector,
      group: gvk?.group || selector.group,
      version: gvk?.version ?? selector.version,
    },
    writtenPath: writtenPath(fields),
  };
}

/** An entry as Go's %v prints it before its apiVersion has been read. */
export const writtenVariable = (fields: Fields): string =>
  `{${textAt(fields, 'name')} ${gvkText(selectorOf(fieldsAt(fields, 'objref') ?? noFields))} {${writtenPath(fields)}}}`;
