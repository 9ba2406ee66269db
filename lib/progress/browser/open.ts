import { openProgress } from '../open';
import type { Progress } from '../progress';
import { browserChannel } from './channel';
import { after, now } from './clock';
import { newId } from './ids';
import { onHide, onShow } from './page';
import { browserStorage } from './storage';

/** Opens the progress that this browser keeps. */
export async function openHere(): Promise<Progress> {
  const { storage, trouble } = await browserStorage();
  return openProgress({ now, after, newId, onHide, onShow, storage, channel: browserChannel() }, trouble);
}
