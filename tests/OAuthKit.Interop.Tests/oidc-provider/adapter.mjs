// The memory adapter in the package keeps 1,000 entries in all and forgets the oldest; this one forgets nothing that lives.
const grantable = new Set(['AccessToken', 'AuthorizationCode', 'RefreshToken', 'DeviceCode', 'BackchannelAuthenticationRequest']);
const entries = new Map();

export class MemoryAdapter {
  constructor(model) {
    this.model = model;
  }

  async upsert(id, payload, expiresIn) {
    entries.set(this.#key(id), {
      model: this.model,
      payload,
      expiresAt: typeof expiresIn === 'number' ? Date.now() + expiresIn * 1000 : Infinity,
    });
  }

  async find(id) {
    const entry = entries.get(this.#key(id));
    return entry && Date.now() < entry.expiresAt ? entry.payload : undefined;
  }

  async findByUid(uid) {
    return this.#findBy('uid', uid);
  }

  // Whom a client waits for, where it told nobody the identifier of its request.
  async findByClient(clientId) {
    return this.#findBy('clientId', clientId);
  }

  async findByUserCode(userCode) {
    return this.#findBy('userCode', userCode);
  }

  async consume(id) {
    entries.get(this.#key(id)).payload.consumed = Math.floor(Date.now() / 1000);
  }

  async destroy(id) {
    entries.delete(this.#key(id));
  }

  async revokeByGrantId(grantId) {
    for (const [key, { model, payload }] of entries) {
      if (grantable.has(model) && payload.grantId === grantId) {
        entries.delete(key);
      }
    }
  }

  #key(id) {
    return `${this.model}:${id}`;
  }

  #findBy(member, value) {
    for (const { model, payload, expiresAt } of entries.values()) {
      if (model === this.model && payload[member] === value && Date.now() < expiresAt) {
        return payload;
      }
    }

    return undefined;
  }
}
