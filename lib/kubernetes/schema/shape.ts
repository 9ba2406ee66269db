import { bareType, fieldsOf, wordsOf } from './types';

/** A field of a type, as `Shape` knows it. */
interface FieldShape {
  name: string;
  shape: Shape;
}

/** A type of the short notation, read once: whoever checks a file asks for the same few types again and again. */
export class Shape {
  /** The first character of the notation. */
  readonly sort: string;
  private inner: Shape | undefined;
  private known: ReadonlyMap<string, FieldShape> | undefined;
  private needed: readonly string[] | undefined;
  private list: string[] | undefined;

  private constructor(
    /** In short notation, without the mark of being required. */
    readonly type: string,
  ) {
    this.sort = type.charAt(0);
  }

  /** The shape of a type in short notation. */
  static of(type: string): Shape {
    const bare = bareType(type);
    let shape = SHAPES.get(bare);
    if (!shape) {
      shape = new Shape(bare);
      SHAPES.set(bare, shape);
    }
    return shape;
  }

  /** What a list or a mapping from text holds. */
  get item(): Shape {
    this.inner ??= Shape.of(this.type.slice(1));
    return this.inner;
  }

  get words(): string[] {
    this.list ??= wordsOf(this.type) ?? [];
    return this.list;
  }

  /** The fields of a type that has its own; undefined for one that nobody knows. */
  get fields(): ReadonlyMap<string, FieldShape> | undefined {
    if (!this.known) {
      const fields = fieldsOf(this.type);
      if (!fields) return undefined;
      this.known = new Map(
        Object.entries(fields).map(([name, type]) => [name, { name, shape: Shape.of(type) }]),
      );
    }
    return this.known;
  }

  /** The names of the fields that have to be there. */
  get required(): readonly string[] {
    this.needed ??= Object.entries(fieldsOf(this.type) ?? {}).flatMap(([name, type]) =>
      type.startsWith('!') ? name : [],
    );
    return this.needed;
  }
}

const SHAPES = new Map<string, Shape>();
