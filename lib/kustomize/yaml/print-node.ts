import { analyze, chooseStyle } from './analysis';
import { itemAt, Kind, type Node, Style, Tag } from './node';
import { resolve } from './resolve';
import { Writer } from './writer';

/** The tag to print before a node, and whether its text needs quotes to stay a string. As encode.go, node. */
function presentation(node: Node): { tag: string; quote: boolean } {
  const { tag, value } = node;
  if (tag === '' || node.tagged) return { tag, quote: false };
  if (node.kind === Kind.mapping) return { tag: tag === Tag.map ? '' : tag, quote: false };
  if (node.kind === Kind.sequence) return { tag: tag === Tag.seq ? '' : tag, quote: false };
  if (tag === Tag.str && node.style !== Style.plain) return { tag: '', quote: false };
  if (resolve(value).tag === tag) return { tag: '', quote: false };
  return tag === Tag.str ? { tag: '', quote: true } : { tag, quote: false };
}

class NodePrinter {
  private readonly writer = new Writer();

  print(node: Node): string {
    this.node(node, -1, 'root', false);
    if (this.writer.column > 0) this.writer.put('\n');
    return this.writer.toString();
  }

  private node(node: Node, indent: number, place: 'root' | 'field' | 'item', flow: boolean): void {
    const { writer } = this;
    const isBlock = !flow && !node.flow && node.content.length > 0;
    const { tag, quote } = presentation(node);
    if (tag !== '') writer.put(`${place === 'root' || flow ? '' : ' '}${tag}${flow ? ' ' : ''}`);
    if (node.kind === Kind.mapping && isBlock) {
      this.mapping(node, indent, place, tag !== '');
      return;
    }
    if (node.kind === Kind.sequence && isBlock) {
      this.sequence(node, indent, place);
      return;
    }
    if (
      !flow &&
      (place !== 'root' || tag !== '') &&
      !(node.kind === Kind.scalar && node.value === '' && node.style === Style.plain)
    ) {
      writer.put(' ');
    }
    if (node.kind === Kind.mapping || node.kind === Kind.sequence) {
      this.flowCollection(node, indent);
      return;
    }
    this.scalar(node, Math.max(indent, 0) + (place === 'root' ? 0 : 2), flow, false, quote);
  }

  private scalar(node: Node, indent: number, flow: boolean, key: boolean, quote: boolean): void {
    const { writer } = this;
    const { value } = node;
    let wanted = node.style;
    if (wanted === Style.plain && value.includes('\n')) wanted = Style.literal;
    else if (wanted === Style.plain && quote) wanted = Style.double;
    switch (chooseStyle(wanted, value, analyze(value, 'v3'), flow, key)) {
      case Style.plain:
        writer.plain(value, indent, !key);
        return;
      case Style.single:
        writer.single(value, indent, !key);
        return;
      case Style.double:
        writer.double(value, indent, !key);
        return;
      case Style.folded:
        writer.folded(value, indent);
        return;
      default:
        writer.literal(value, indent);
        return;
    }
  }

  private startLine(indent: number): void {
    if (this.writer.column === 0) this.writer.put(' '.repeat(indent));
    else this.writer.newline(indent);
  }

  private mapping(node: Node, parent: number, place: 'root' | 'field' | 'item', tagged: boolean): void {
    const indent = place === 'root' ? 0 : parent + 2;
    for (let i = 0; i < node.content.length; i += 2) {
      const key = itemAt(node.content, i);
      if (i > 0 || place === 'field' || tagged) this.startLine(indent);
      else if (place === 'item') this.writer.put(' ');
      this.scalar(key, indent, false, true, presentation(key).quote);
      this.writer.put(':');
      this.node(itemAt(node.content, i + 1), indent, 'field', false);
    }
  }

  private sequence(node: Node, parent: number, place: 'root' | 'field' | 'item'): void {
    const indent = place === 'root' ? 0 : place === 'item' ? parent + 2 : parent;
    node.content.forEach((item, index) => {
      if (index > 0 || place !== 'item') this.startLine(indent);
      else this.writer.put(' ');
      this.writer.put('-');
      this.node(item, indent, 'item', false);
    });
  }

  private flowCollection(node: Node, indent: number): void {
    const { writer } = this;
    const isMap = node.kind === Kind.mapping;
    writer.put(isMap ? '{' : '[');
    const step = isMap ? 2 : 1;
    for (let i = 0; i < node.content.length; i += step) {
      if (i > 0) writer.put(writer.column > 80 ? ',' : ', ');
      if (writer.column > 80) writer.newline(indent + 2);
      const item = itemAt(node.content, i);
      if (!isMap) {
        this.node(item, indent, 'item', true);
        continue;
      }
      this.scalar(item, indent, true, true, presentation(item).quote);
      const value = itemAt(node.content, i + 1);
      writer.put(
        value.kind === Kind.scalar && value.value === '' && value.style === Style.plain ? ':' : ': ',
      );
      this.node(value, indent, 'item', true);
    }
    writer.put(isMap ? '}' : ']');
  }
}

/** The node as go-yaml v3 prints it, in the order and with the quotes it has. Only error texts need it. */
export function printNode(node: Node): string {
  return new NodePrinter().print(node);
}
