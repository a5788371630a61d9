/** Does work once for each name and keeps what it promises; after a failure the next who asks tries again. */
export function once(kept, name, work) {
  if (!kept.has(name)) {
    const done = work();
    kept.set(name, done);
    done.catch(() => kept.delete(name));
  }
  return kept.get(name);
}
