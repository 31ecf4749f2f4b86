/**
 * What stands for a sender's address: an IPv4 address, or the /64 of an IPv6 one, since whoever has
 * one address of it has all. Used for limits, stored nowhere.
 */
export function senderNetwork(request: Request): string {
  const address = request.headers.get('cf-connecting-ip') ?? ''
  return address.includes(':') ? networkOf(address) : address
}

function networkOf(address: string): string {
  const [head = '', tail] = address.toLowerCase().split('::', 2)
  const before = head === '' ? [] : head.split(':')
  const after = tail ? tail.split(':') : []
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length)
  const groups = [...before, ...Array.from({ length: zeros }, () => '0'), ...after]
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')
}
