import type { LabImage } from '../interface';

export type ShellFlavour = 'ash' | 'dash' | 'bash' | 'none';

/** An image with what its containers need to know beyond the interface. */
export interface ContainerImage extends LabImage {
  /** What `sh` is; `none`: the image has no shell and no tools. */
  shell: ShellFlavour;
  /** `STOPSIGNAL`; SIGTERM unless it says another. */
  stopSignal?: 'TERM' | 'QUIT' | 'INT';
  /** Whose tools they are. */
  userland: 'busybox' | 'gnu' | 'none';
  /** Programs beside those of the userland: `curl`, `nginx`, `psql`. */
  programs: string[];
  /** User names that the image knows, beside root. */
  users: { [name: string]: number };
  /** Compressed size in bytes, about. */
  size: number;
  /** Folders that belong to `user`, so that it may write there. */
  owned: string[];
  files: { [path: string]: string };
  /** Shown by `curl --version` and such: tag to version when it differs from the tag. */
  version?: string;
  /** Tags that exist for real beside those that the lab has. */
  otherTags?: RegExp;
}
