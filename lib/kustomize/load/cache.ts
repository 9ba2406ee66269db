import { Resource } from '../core/resource';
import { copyNode, type Node } from '../yaml';
import { parseNodes } from './resources';

/**
 * What files were read as, by their text, so that the next build reads only what changed. It keeps what the last
 * two builds used, and may be shared among trees.
 */
export class BuildCache {
  private current = new Map<string, readonly Node[]>();
  private previous: ReadonlyMap<string, readonly Node[]> = new Map();

  /** Starts a build; what the one before the last used is forgotten. */
  begin(): void {
    this.previous = this.current;
    this.current = new Map();
  }

  /** The objects of a file. Builds change objects, so each gets its own. */
  resources(text: string): Resource[] {
    const nodes = this.current.get(text) ?? this.previous.get(text) ?? parseNodes(text);
    this.current.set(text, nodes);
    return nodes.map((node) => new Resource(copyNode(node)));
  }
}
