const textEncoder = new TextEncoder();

/** Wire types of the protobuf encoding (protobuf.dev, "Encoding"). */
const wire = { varint: 0, bytes: 2, fixed32: 5 } as const;

/**
 * Writes one protobuf message. Parts are kept by reference and joined once in `finish`, so that large byte fields are
 * copied a single time.
 */
export class ProtobufWriter {
  readonly #parts: Uint8Array[] = [];
  #length = 0;

  /** Bytes written so far. */
  get length(): number {
    return this.#length;
  }

  /** An int32, int64, bool or enum field; negative numbers take ten bytes, as the encoding demands. */
  integer(field: number, value: number | bigint): this {
    return this.#tag(field, wire.varint).#varint(BigInt(value));
  }

  /** A float field. */
  float(field: number, value: number): this {
    const bytes = new Uint8Array(4);
    new DataView(bytes.buffer).setFloat32(0, value, true);
    return this.#tag(field, wire.fixed32).#append(bytes);
  }

  /** A bytes field. */
  bytes(field: number, value: Uint8Array): this {
    return this.#tag(field, wire.bytes).#varint(BigInt(value.length)).#append(value);
  }

  /** A string field, in UTF-8. */
  string(field: number, value: string): this {
    return this.bytes(field, textEncoder.encode(value));
  }

  /** An embedded message. */
  message(field: number, value: ProtobufWriter): this {
    this.#tag(field, wire.bytes).#varint(BigInt(value.#length));
    for (const part of value.#parts) this.#append(part);
    return this;
  }

  /** A repeated integer field in packed form; nothing when empty. */
  packedIntegers(field: number, values: readonly (number | bigint)[]): this {
    if (values.length === 0) return this;
    const packed = new ProtobufWriter();
    for (const value of values) packed.#varint(BigInt(value));
    return this.message(field, packed);
  }

  /** The whole message as one array. */
  finish(): Uint8Array<ArrayBuffer> {
    const joined = new Uint8Array(this.#length);
    let position = 0;
    for (const part of this.#parts) {
      joined.set(part, position);
      position += part.length;
    }
    return joined;
  }

  #tag(field: number, type: number): this {
    return this.#varint(BigInt(field * 8 + type));
  }

  /** Seven bits a byte, least significant first; two's complement in 64 bits for negative numbers. */
  #varint(value: bigint): this {
    const bytes: number[] = [];
    let rest = BigInt.asUintN(64, value);
    while (rest > 127n) {
      bytes.push(Number(rest & 127n) | 128);
      rest >>= 7n;
    }
    bytes.push(Number(rest));
    return this.#append(Uint8Array.from(bytes));
  }

  #append(part: Uint8Array): this {
    this.#parts.push(part);
    this.#length += part.length;
    return this;
  }
}
