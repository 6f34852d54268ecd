/** Saves a file where the person keeps what they download. */
export function download(name: string, file: Blob): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has begun to read by then; a longer-lived address would leak the file.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
