import { Fragment } from 'react';

/** A path that may break after its slashes and nowhere else. */
export function Path({ path }: { path: string }) {
  const segments = path
    .split('/')
    .map((segment, index, all) => ({ segment, key: all.slice(0, index + 1).join('/') }));
  return segments.map(({ segment, key }, index) => (
    <Fragment key={key}>
      {index > 0 && (
        <>
          /<wbr />
        </>
      )}
      {segment}
    </Fragment>
  ));
}
