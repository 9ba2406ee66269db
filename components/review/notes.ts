import type { Card, Note } from '@/lib/review';
import { type Asked, keyOf, type Material } from './material';

const lines = (all: readonly string[]) => all.map((one) => `- ${one}`).join('\n');

function sides(asked: Asked): { front: string; back: string } {
  switch (asked.kind) {
    case 'one-choice':
    case 'several-choices': {
      const right = asked.options.filter((option) => option.correct);
      return {
        front: `${asked.prompt}\n${lines(asked.options.map((option) => option.text))}`,
        back: right.map((option) => `${option.text}\n${option.explanation}`).join('\n\n'),
      };
    }
    case 'put-in-order': {
      const all = asked.items.map((item) => item.text);
      return { front: `${asked.prompt}\n${lines([...all].sort())}`, back: lines(all) };
    }
    case 'sort-into-groups': {
      const title = (id: string) => asked.groups.find((group) => group.id === id)?.title ?? id;
      return {
        front: `${asked.prompt}\n${lines(asked.items.map((item) => item.text))}`,
        back: lines(asked.items.map((item) => `${item.text}: ${title(item.group)}. ${item.explanation}`)),
      };
    }
    case 'complete-yaml': {
      const filled = (value: (id: string) => string) =>
        asked.template.replace(/\{\{([^{}]*)\}\}/g, (_, id: string) => value(id));
      const accepted = (id: string) => asked.gaps.find((gap) => gap.id === id)?.accepts[0] ?? '';
      return { front: `${asked.prompt}\n\n${filled(() => '____')}`, back: filled(accepted) };
    }
    case 'explain':
      return { front: asked.prompt, back: asked.modelAnswer };
    case 'step':
      return { front: `${asked.title}\n${lines(asked.says)}`, back: asked.change };
  }
}

/** The cards as notes for Anki, in the order of the cards; those whose question is gone are left out. */
export function notesOf(cards: readonly Card[], material: ReadonlyMap<string, Material>): Note[] {
  return cards.flatMap((card) => {
    const id = keyOf(card);
    const found = material.get(id);
    return found === undefined ? [] : [{ id, lesson: card.lesson, ...sides(found.asked) }];
  });
}
