/** Sends bytes to Node. */
export async function send(url: string, bytes: Uint8Array<ArrayBuffer>): Promise<null> {
  const response = await fetch(url, { method: 'POST', body: bytes });
  if (!response.ok) throw new Error(`the bytes were not taken: ${response.status}`);
  return null;
}

/** Fetches what Node has put out for the stage. */
export async function receive(url: string): Promise<ArrayBuffer> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`a file of the scene was not there: ${response.status}`);
  return response.arrayBuffer();
}
