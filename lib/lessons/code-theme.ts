import { createCssVariablesTheme } from 'shiki';

/** Code in the page's own colours, so that it follows light and dark without a second copy. See app/globals.css. */
export const codeTheme = createCssVariablesTheme({
  name: 'page',
  variablePrefix: '--code-',
  fontStyle: false,
});
