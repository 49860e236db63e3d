import ipaddr from 'ipaddr.js';

/** Public by number, yet answered by the cloud's own machinery. */
const internal = [
  ipaddr.parseCIDR('168.63.129.16/32'), // Azure's host agent
];

const embedded = ipaddr.IPv6.parseCIDR('64:ff9b::/96');
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Whether an IP address is one of the public internet: not this machine, its network, the cloud's metadata service,
 * multicast, or anything reserved.
 *
 * IPv6 is allowed by list (`2000::/3` less its special ranges), which leaves out `::/96`, 6to4 and all else that may
 * carry a private IPv4 address inside; IPv4-mapped addresses and those of NAT64 are judged by what they carry.
 *
 * @param text an IPv4 or IPv6 address in its normal spelling, without brackets
 */
export function isPublic(text: string): boolean {
  if (!ipaddr.isValid(text)) return false;
  // `::1.2.3.4` is of ::/96, but would be read as the IPv4-mapped ::ffff:1.2.3.4.
  if (/^::\d+\./.test(text)) return false;
  const address = ipaddr.parse(text);
  if (address instanceof ipaddr.IPv4) return isPublicIPv4(address);
  if (address.isIPv4MappedAddress()) return isPublicIPv4(address.toIPv4Address());
  if (address.match(embedded)) return isPublicIPv4(new ipaddr.IPv4(address.toByteArray().slice(-4)));
  return address.range() === 'unicast' && address.match(globalUnicast);
}

function isPublicIPv4(address: ipaddr.IPv4): boolean {
  return address.range() === 'unicast' && !internal.some(range => address.match(range));
}
