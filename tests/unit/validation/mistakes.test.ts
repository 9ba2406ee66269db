import { describe, expect, test } from 'vitest';
import { treeOf } from '@/lib/tree';
import { validate } from '@/lib/validation';

const SOUND = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: shop
  labels:
    app: web
spec:
  replicas: 2
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
        tier: front
    spec:
      containers:
        - name: web
          image: nginx:1.27.2
          command: ["nginx", "-g", "daemon off;"]
          ports:
            - name: http
              containerPort: 8080
          env:
            - name: MODE
              value: "production"
            - name: LEVEL
              value: debug
          readinessProbe:
            httpGet:
              path: /health
              port: http
            periodSeconds: 5
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  namespace: shop
data:
  greeting: Hello there
  app.conf: |
    server {
      listen 8080;
    }
  end: here
`;

/** What is found in the sound file when a stretch of it is written differently. */
function found(was: string, is: string): string[] {
  expect(SOUND).toContain(was);
  return validate(treeOf({ 'a.yaml': SOUND.replace(was, () => is) }), 'a.yaml').map(
    (d) => `${d.range.start.line + 1} ${d.severity === 1 ? 'error' : 'warning'} ${d.code}`,
  );
}

test('the file is sound before', () => {
  expect(validate(treeOf({ 'a.yaml': SOUND }), 'a.yaml')).toEqual([]);
});

// One mistake is one diagnostic, in the line where it was made; the rest of the file is read as it was meant.
describe('one mistake in a Deployment', () => {
  test.each<[string, string, string, string]>([
    ['a tab before a key', '  replicas', '\treplicas', '9 error yaml-tab'],
    ['tabs before an entry', '        - name: web', '\t\t\t\t- name: web', '20 error yaml-tab'],
    ['a tab in a text', '      listen', '\tlisten', '46 error yaml-tab'],
    ['no colon', '  replicas: 2', '  replicas 2', '9 error yaml-missing-colon'],
    ['no colon before a block', '  template:', '  template', '13 error yaml-missing-colon'],
    ['an equals sign', 'namespace: shop', 'namespace = shop', '5 error yaml-missing-colon'],
    ['a semicolon', 'metadata:\n  name: web', 'metadata;\n  name: web', '3 error yaml-missing-colon'],
    ['no space after the colon', 'name: MODE', 'name:MODE', '27 error yaml-missing-colon'],
    ['the space before the colon', 'namespace: shop', 'namespace :shop', '5 error yaml-missing-colon'],
    ['two colons', 'namespace: shop', 'namespace:: shop', '5 error yaml-syntax'],
    ['an open quote', 'replicas: 2', 'replicas: "2', '9 error yaml-unclosed'],
    [
      'a quote that the name cannot have',
      'name: web\n  names',
      'name: web"\n  names',
      '4 error yaml-stray-quote',
    ],
    ['a quote at the end of a free text', 'value: debug', "value: debug'", '30 warning yaml-stray-quote'],
    ['a quote at the end of a sentence', 'Hello there', 'Hello there"', '43 warning yaml-stray-quote'],
    ['a quote inside quotes', 'Hello there', "'it's me'", '43 error yaml-syntax'],
    ['a reserved start', 'value: debug', 'value: @debug', '30 error yaml-syntax'],
    ['a non-breaking space that indents', '  replicas', ' \u00a0replicas', '9 error yaml-special-character'],
    [
      'a non-breaking space after a dash',
      '- name: MODE',
      '-\u00a0name: MODE',
      '27 error yaml-special-character',
    ],
    [
      'a non-breaking space after a colon',
      'namespace: shop',
      'namespace:\u00a0shop',
      '5 error yaml-special-character',
    ],
    [
      'a non-breaking space before a colon',
      'labels:\n    app',
      'labels\u00a0:\n    app',
      '6 error yaml-special-character',
    ],
    [
      'a non-breaking space after a value',
      'namespace: shop',
      'namespace: shop\u00a0',
      '5 error yaml-special-character',
    ],
    [
      'a non-breaking space before a comment',
      'namespace: shop',
      'namespace: shop\u00a0# mine',
      '5 error yaml-special-character',
    ],
    [
      'a character without width',
      'namespace: shop',
      'namespace: sh\u200bop',
      '5 error yaml-special-character',
    ],
    [
      'curly quotes around a value',
      'name: web\n  names',
      'name: \u201cweb\u201d\n  names',
      '4 error yaml-special-character',
    ],
    ['curly quotes around a key', 'replicas:', '\u201creplicas\u201d:', '9 error yaml-special-character'],
    ['a curly quote that opens', '"production"', '\u201cproduction"', '28 error yaml-special-character'],
    ['single curly quotes', 'shop\n  labels', '\u2018shop\u2019\n  labels', '5 error yaml-special-character'],
    [
      'a conflict',
      '  replicas: 2',
      '<<<<<<< HEAD\n  replicas: 2\n||||||| 1a2b3c\n  replicas: 1\n=======\n  replicas: 3\n>>>>>>> main',
      '9 error yaml-merge-conflict',
    ],
    [
      'the first key of a block too deep',
      '  name: web\n  namespace',
      '   name: web\n  namespace',
      '4 error yaml-indentation',
    ],
    [
      'the first key of a block not deep enough',
      '  name: web\n  namespace',
      ' name: web\n  namespace',
      '4 error yaml-indentation',
    ],
    ['a later key too deep', '  namespace: shop', '   namespace: shop', '5 error yaml-indentation'],
    ['a later key not deep enough', '        tier', '       tier', '17 error yaml-indentation'],
    ['a block too deep', '  selector:', '    selector:', '10 error yaml-indentation'],
    ['a top-level key', 'spec:\n  replicas', ' spec:\n  replicas', '8 error yaml-indentation'],
    [
      'the dash of the first entry',
      '        - name: web',
      '         - name: web',
      '20 error yaml-indentation',
    ],
    [
      'the dash of a later entry',
      '            - name: LEVEL',
      '           - name: LEVEL',
      '29 error yaml-indentation',
    ],
    [
      'no dash at the first of two entries',
      '            - name: MODE',
      '              name: MODE',
      '27 error yaml-indentation',
    ],
    [
      'no dash at a later entry',
      '            - name: LEVEL',
      '              name: LEVEL',
      '29 error yaml-duplicate-key',
    ],
    ['no space after a dash', '- name: LEVEL', '-name: LEVEL', '29 error yaml-syntax'],
    [
      'a text no deeper than its key',
      '    server {\n      listen 8080;\n    }',
      '  server {\n    listen 8080;\n  }',
      '45 error yaml-indentation',
    ],
    ['the first line of a text', '    server {', '      server {', '45 error yaml-indentation'],
    ['a template of Helm as a value', 'value: debug', 'value: {{ .Values.level }}', '30 error yaml-syntax'],
    ['a line of Helm', '  replicas: 2', '  {{- if .Values.scaled }}\n  replicas: 2', '9 error yaml-syntax'],
    ['a template of Helm as a key', '  greeting:', '  {{ .Values.key }}:', '43 error yaml-syntax'],
    ['an alias of nothing', 'value: debug', 'value: *debug', '30 error yaml-anchor'],
    ['a comment of another language', '  replicas', '  // two of them\n  replicas', '9 error yaml-syntax'],
    ['two dashes between documents', '\n---\n', '\n--\n', '36 error yaml-syntax'],
    ['a long dash between documents', '\n---\n', '\n\u2014\n', '36 error yaml-syntax'],
    ['no dashes between documents', '\n---\n', '\n', '36 error yaml-duplicate-key'],
    ['a fence of Markdown', '  end: here\n', '  end: here\n```\n', '49 error yaml-syntax'],
    ['a fence of Markdown above', 'apiVersion: apps', '```yaml\napiVersion: apps', '1 error yaml-syntax'],
  ])('%s', (_name, was, is, diagnostic) => expect(found(was, is)).toEqual([diagnostic]));
});

describe('what looks like a mistake and is none', () => {
  test.each([
    ['a sentence with a quotation', 'Hello there', '\u201cHello\u201d is what he said'],
    ['a sentence that is a quotation', 'Hello there', '\u201cquotation marks are right in prose\u201d'],
    ['a non-breaking space in a sentence', 'Hello there', 'Hello\u00a0there'],
    ['the apostrophe of a plural', 'Hello there', "the users'"],
    ['inches', 'Hello there', 'a screen of 27"'],
    [
      'a character without width in another script',
      'Hello there',
      '\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645',
    ],
    ['a fence inside a text', '    server {', '    ```yaml'],
    ['slashes inside a text', '      listen', '      // listen'],
    ['two colons in a value', 'Hello there', 'a::b'],
  ])('%s', (_name, was, is) => expect(found(was, is)).toEqual([]));
});
