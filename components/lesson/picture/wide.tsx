import { Arrow, ArrowHeads, Bar, Label, Phase, Seal } from './parts';

/** The sync from left to right, for a column of 560 pixels or more. */
export function WidePicture() {
  return (
    <svg
      viewBox="0 0 690 330"
      className="w-full"
      role="img"
      aria-label="One sync: PreSync, Sync with its waves, PostSync, and SyncFail as the way of failure. The picture in words stands below."
    >
      <ArrowHeads />
      <Phase x={2} y={20} width={160} height={150} tone="presync" title="PreSync">
        <Bar x={16} y={62} width={128} tone="presync" seal="B" label="hook, wave 0" />
        <Bar x={16} y={96} width={128} tone="presync" seal="B" label="hook, wave 1" />
      </Phase>
      <Phase x={222} y={20} width={196} height={150} tone="sync" title="Sync">
        <Bar x={236} y={62} width={96} tone="sync" label="wave −1" />
        <Bar x={266} y={96} width={96} tone="sync" label="wave 0" />
        <Bar x={296} y={130} width={106} tone="sync" label="wave 1" />
      </Phase>
      <Phase x={478} y={20} width={160} height={150} tone="postsync" title="PostSync">
        <Bar x={492} y={62} width={128} tone="postsync" seal="B" label="hook" />
      </Phase>
      <Arrow d="M162 95H218" />
      <Label x={190} y={84}>
        all
      </Label>
      <Label x={190} y={114}>
        succeed
      </Label>
      <Arrow d="M418 95H474" />
      <Label x={446} y={84}>
        all
      </Label>
      <Label x={446} y={114}>
        healthy
      </Label>
      <Arrow d="M638 95H664" />
      <Seal x={679} y={95} letter="S" />
      <Arrow tone="error" d="M82 170V250H238" />
      <Arrow tone="error" d="M320 170V222" />
      <Arrow tone="error" d="M558 170V250H402" />
      <Label x={92} y={204} anchor="start">
        a hook fails
      </Label>
      <Label x={330} y={204} anchor="start">
        a resource fails
      </Label>
      <Label x={568} y={204} anchor="start">
        a hook fails
      </Label>
      <Phase x={242} y={226} width={156} height={92} tone="error" title="SyncFail">
        <Bar x={256} y={268} width={128} tone="error" seal="B" label="hook" />
      </Phase>
      <Arrow d="M398 296H440" />
      <Seal x={455} y={296} letter="F" />
    </svg>
  );
}
