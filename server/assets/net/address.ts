import ipaddr from 'ipaddr.js';

/** Public addresses that a cloud's own services answer. */
const internal = [
  ipaddr.parseCIDR('168.63.129.16/32'), // Azure's host agent
];

const embedded = ipaddr.IPv6.parseCIDR('64:ff9b::/96');
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Whether an IP address is of the public internet: not of this machine, its network, the cloud's metadata service,
 * multicast, or any reserved range.
 *
 * IPv6 addresses are public within `2000::/3` less its special ranges, which excludes `::/96`, 6to4 and other ranges that
 * may embed a private IPv4 address; IPv4-mapped and NAT64 addresses are judged by the IPv4 address that they embed.
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
