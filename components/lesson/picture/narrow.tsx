import { Arrow, ArrowHeads, Bar, Label, Phase, Seal } from './parts';

/** The sync from top to bottom, for a telephone. */
export function NarrowPicture() {
  return (
    <svg
      viewBox="0 0 340 560"
      className="w-full"
      role="img"
      aria-label="One sync: PreSync, Sync with its waves, PostSync, and SyncFail as the way of failure. The picture in words stands below."
    >
      <ArrowHeads />
      <Phase x={12} y={4} width={190} height={112} tone="presync" title="PreSync">
        <Bar x={28} y={42} width={156} tone="presync" seal="B" label="hook, wave 0" />
        <Bar x={28} y={76} width={156} tone="presync" seal="B" label="hook, wave 1" />
      </Phase>
      <Arrow d="M107 116V160" />
      <Label x={118} y={143} anchor="start">
        all succeed
      </Label>
      <Phase x={12} y={164} width={190} height={146} tone="sync" title="Sync">
        <Bar x={28} y={202} width={110} tone="sync" label="wave −1" />
        <Bar x={50} y={236} width={110} tone="sync" label="wave 0" />
        <Bar x={72} y={270} width={112} tone="sync" label="wave 1" />
      </Phase>
      <Arrow d="M107 310V354" />
      <Label x={118} y={337} anchor="start">
        all healthy
      </Label>
      <Phase x={12} y={358} width={190} height={80} tone="postsync" title="PostSync">
        <Bar x={28} y={396} width={156} tone="postsync" seal="B" label="hook" />
      </Phase>
      <Arrow d="M107 438V478" />
      <Seal x={107} y={493} letter="S" />
      <Arrow tone="error" d="M202 60H272V446" />
      <path
        d="M202 236H272M202 400H272"
        fill="none"
        stroke="var(--error)"
        strokeWidth="2"
        strokeDasharray="6 5"
      />
      <Label x={212} y={52} anchor="start">
        a failure
      </Label>
      <Phase x={208} y={450} width={128} height={78} tone="error" title="SyncFail">
        <Bar x={224} y={488} width={98} tone="error" seal="B" label="hook" />
      </Phase>
      <Arrow d="M208 512H182" />
      <Seal x={167} y={512} letter="F" />
    </svg>
  );
}
