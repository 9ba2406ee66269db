'use client';

import { useSyncExternalStore } from 'react';
import { chooseTheme, currentTheme, type Theme } from './theme';

const CHOICES: { theme: Theme; label: string }[] = [
  { theme: 'system', label: 'Auto' },
  { theme: 'light', label: 'Light' },
  { theme: 'dark', label: 'Dark' },
];

function subscribe(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  return () => observer.disconnect();
}

/** Light, dark, or as the machine has it. */
export function ThemeSwitch() {
  const theme = useSyncExternalStore(subscribe, currentTheme, () => 'system' as const);
  return (
    <fieldset className="needs-script flex rounded-md border border-line text-sm">
      <legend className="sr-only">Theme</legend>
      {CHOICES.map((choice) => (
        <label
          key={choice.theme}
          className="cursor-pointer rounded-md px-2 py-1 text-quiet has-checked:bg-sunken has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-accent"
        >
          <input
            type="radio"
            name="theme"
            className="sr-only"
            checked={theme === choice.theme}
            onChange={() => chooseTheme(choice.theme)}
          />
          {choice.label}
        </label>
      ))}
    </fieldset>
  );
}
