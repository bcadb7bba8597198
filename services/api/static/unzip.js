// The files within a .zip, without a library: its directory lies at the end, and the browser inflates.
const END = 0x06054b50, ENTRY = 0x02014b50;
const UTF8 = 0x800, STORED = 0, DEFLATED = 8;
const MOST_FILES = 500, MOST_BYTES = 1 << 30;
const OFFICE = ["[Content_Types].xml", "mimetype"]; // workbooks and documents are archives too, and stay whole

export async function isZip(file) {
  const head = new DataView(await file.slice(0, 4).arrayBuffer());
  if (head.byteLength < 4 || head.getUint32(0) !== 0x504b0304) return false;
  try { return !(await directory(file)).some((entry) => OFFICE.includes(entry.name)); } catch { return /\.zip$/i.test(file.name); }
}

export async function unzip(file) {
  const entries = (await directory(file)).filter(({ name, size }) => size && !name.endsWith("/") && !/(^|\/)(\.|~\$|__MACOSX|thumbs\.db$|desktop\.ini$)/i.test(name));
  if (!entries.length || entries.length > MOST_FILES || entries.reduce((sum, { size }) => sum + size, 0) > MOST_BYTES) throw new RangeError();
  const found = [];
  for (const entry of entries) found.push(await inflate(file, entry));
  return found;
}

async function directory(file) {
  const tail = new DataView(await file.slice(-65557).arrayBuffer());
  let at = tail.byteLength - 22;
  while (at >= 0 && tail.getUint32(at, true) !== END) at -= 1;
  if (at < 0) throw new RangeError();
  const start = tail.getUint32(at + 16, true);
  const bytes = new DataView(await file.slice(start, start + tail.getUint32(at + 12, true)).arrayBuffer());
  const entries = [];
  for (let here = 0; here < bytes.byteLength && bytes.getUint32(here, true) === ENTRY;) {
    const long = bytes.getUint16(here + 28, true);
    const name = new Uint8Array(bytes.buffer, here + 46, long);
    entries.push({
      name: new TextDecoder(bytes.getUint16(here + 8, true) & UTF8 ? "utf-8" : "windows-1252").decode(name),
      method: bytes.getUint16(here + 10, true),
      packed: bytes.getUint32(here + 20, true),
      size: bytes.getUint32(here + 24, true),
      offset: bytes.getUint32(here + 42, true),
    });
    here += 46 + long + bytes.getUint16(here + 30, true) + bytes.getUint16(here + 32, true);
  }
  return entries;
}

async function inflate(file, { name, method, packed, size, offset }) {
  const head = new DataView(await file.slice(offset, offset + 30).arrayBuffer());
  const start = offset + 30 + head.getUint16(26, true) + head.getUint16(28, true);
  const body = file.slice(start, start + packed);
  if (method !== STORED && method !== DEFLATED) throw new RangeError();
  const bytes = method === STORED ? body : await within(body.stream().pipeThrough(new DecompressionStream("deflate-raw")), size);
  return new File([bytes], name.split("/").pop());
}

// All of `stream`, which may not give more than it said.
async function within(stream, size) {
  const chunks = [];
  let came = 0;
  for (const reader = stream.getReader(); ;) {
    const { done, value } = await reader.read();
    if (done) return new Blob(chunks);
    came += value.length;
    if (came > size) { reader.cancel(); throw new RangeError(); }
    chunks.push(value);
  }
}
