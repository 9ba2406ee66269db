import type { Channel } from '../world';

/** The line to the other tabs; silent where the browser has none. */
export function browserChannel(): Channel {
  if (typeof BroadcastChannel === 'undefined') return { post: () => {}, listen: () => () => {} };
  const channel = new BroadcastChannel('argocd-day-by-day');
  return {
    post: (message) => channel.postMessage(message),
    listen(heard) {
      const listener = ({ data }: MessageEvent<unknown>) => {
        if (typeof data === 'string') heard(data);
      };
      channel.addEventListener('message', listener);
      return () => channel.removeEventListener('message', listener);
    },
  };
}
