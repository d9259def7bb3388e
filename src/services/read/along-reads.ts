import type { Viewer } from "../../domain/access/viewer.js";
import type { Sql } from "../../persistence/database.js";
import { readObjects } from "../../persistence/read/read.js";
import type { NodeTypeName, ReadObject, Selection } from "../../persistence/read/selection.js";
import type { DisputeChange } from "../disputes/change.js";
import { refuseNotFound } from "./read-node.js";

/** One object to read, with everything that was selected below it. */
interface AlongRead {
  readonly type: NodeTypeName;
  /** UUID. */
  readonly id: string;
  readonly selection: Selection;
}

/**
 * The objects that a mutation's answer shows, read on the connection that committed the change. A transaction can
 * run again after a deadlock, and a replay gets an older change: only reads for the change that came of it count.
 */
export class AlongReads {
  private change: DisputeChange | null = null;
  private readonly objects = new Map<NodeTypeName, Promise<ReadObject>>();

  constructor(private readonly viewer: Viewer) {}

  /**
   * Sends the reads for a change; never throws. What is wrong with them shows when they are asked for.
   * @param wanted tells what is asked for; it may throw, then nothing is read along
   */
  read(change: DisputeChange, committed: Sql, wanted: () => readonly AlongRead[]): void {
    this.change = change;
    this.objects.clear();
    let reads: readonly AlongRead[];
    try {
      reads = wanted();
    } catch {
      return;
    }
    for (const each of reads) {
      const object = this.readOne(committed, each);
      object.catch(() => undefined);
      this.objects.set(each.type, object);
    }
  }

  /** The object of a type that was read for just this change; undefined if none was. */
  find(change: DisputeChange, type: NodeTypeName): Promise<ReadObject> | undefined {
    return change === this.change ? this.objects.get(type) : undefined;
  }

  private async readOne(committed: Sql, { type, id, selection }: AlongRead): Promise<ReadObject> {
    const [object] = await readObjects(committed, this.viewer, { type, ids: [id], selection });
    return object ?? refuseNotFound(type);
  }
}
