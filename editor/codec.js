// Bytes as text, and back.

const CHUNK = 0x8000; // more arguments than this some browsers refuse

export function toBase64(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; at += CHUNK) {
    text += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  }
  return btoa(text);
}

export const fromBase64 = (text) =>
  Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

/** Short names that nobody can guess: windows, in letters the server accepts. */
export function randomName(length = 12) {
  const bytes = crypto.getRandomValues(new Uint8Array(length));
  return Array.from(bytes, (byte) => (byte % 36).toString(36)).join("");
}
