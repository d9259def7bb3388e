import type { WebSocket } from "ws";
import type { Viewer } from "../domain/access/viewer.js";
import type { Caller } from "./authentication.js";

/** The longest time that a timer can hold, in milliseconds. */
const MAXIMUM_TIMER_MS = 2_147_483_647;

/** Knows which sockets belong to whom, and closes each when its token ends. */
export class SocketRegister {
  private readonly socketsByViewer = new Map<string, Set<WebSocket>>();

  /** @param maximumPerViewer open sockets of one viewer at most */
  constructor(private readonly maximumPerViewer: number) {}

  /**
   * Takes a socket in; it leaves by itself when it closes.
   * @param onExpired called once when the token has ended
   * @returns false when the viewer has too many sockets already
   */
  admit(caller: Caller, socket: WebSocket, onExpired: () => void): boolean {
    const key = keyOf(caller.viewer);
    const sockets = this.socketsByViewer.get(key) ?? new Set();
    if (sockets.size >= this.maximumPerViewer) return false;
    this.socketsByViewer.set(key, sockets.add(socket));
    const stopTimer = callAt(caller.expiresAt, onExpired);
    socket.once("close", () => {
      stopTimer();
      sockets.delete(socket);
      if (sockets.size === 0) this.socketsByViewer.delete(key);
    });
    return true;
  }
}

function keyOf({ role, id, merchantId }: Viewer): string {
  return `${role}:${id}:${merchantId ?? ""}`;
}

/** Calls back at an instant, however far away; a token may live longer than a timer can hold. */
function callAt(instant: Date, callback: () => void): () => void {
  let timer: NodeJS.Timeout;
  const wait = () => {
    const left = instant.getTime() - Date.now();
    if (left <= 0) callback();
    else timer = setTimeout(wait, Math.min(left, MAXIMUM_TIMER_MS));
  };
  timer = setTimeout(wait, 0);
  return () => {
    clearTimeout(timer);
  };
}
