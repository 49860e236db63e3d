import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isPublic } from '../../../../server/assets/net/address.ts';

/** Each with what it is. */
const notPublic: Record<string, string> = {
  '0.0.0.0': 'this host',
  '0.1.2.3': 'this network',
  '10.0.0.1': 'private',
  '100.64.0.1': 'carrier-grade NAT',
  '100.100.100.200': 'metadata of Alibaba',
  '127.0.0.1': 'loopback',
  '127.255.255.254': 'loopback',
  '168.63.129.16': 'host agent of Azure',
  '169.254.0.1': 'link-local',
  '169.254.169.254': 'metadata of Google, AWS, Azure',
  '172.16.0.1': 'private',
  '172.31.255.255': 'private',
  '192.0.0.192': 'metadata of Oracle',
  '192.0.2.1': 'documentation',
  '192.88.99.1': '6to4 relay',
  '192.168.1.1': 'private',
  '198.18.0.1': 'benchmarking',
  '198.51.100.1': 'documentation',
  '203.0.113.1': 'documentation',
  '224.0.0.1': 'multicast',
  '240.0.0.1': 'reserved',
  '255.255.255.255': 'broadcast',
  '::': 'unspecified',
  '::1': 'loopback',
  '::7f00:1': 'IPv4-compatible 127.0.0.1',
  '::8.8.8.8': 'IPv4-compatible, even of a public one',
  '::ffff:127.0.0.1': 'IPv4-mapped loopback',
  '::ffff:7f00:1': 'IPv4-mapped loopback',
  '::ffff:a9fe:a9fe': 'IPv4-mapped metadata',
  '::ffff:0:127.0.0.1': 'IPv4-translated',
  '64:ff9b::7f00:1': 'NAT64 of 127.0.0.1',
  '64:ff9b::10.0.0.1': 'NAT64 of a private one',
  '64:ff9b::a9fe:a9fe': 'NAT64 of metadata',
  '64:ff9b:1::1': 'local NAT64',
  '100::1': 'discard',
  '2001::1': 'Teredo',
  '2001:2::1': 'benchmarking',
  '2001:db8::1': 'documentation',
  '2002:7f00:1::': '6to4 of 127.0.0.1',
  '2002:808:808::': '6to4, even of a public one',
  '3fff::1': 'documentation',
  '4000::1': 'not allocated',
  '5f00::1': 'segment routing',
  'fc00::1': 'unique local',
  'fd00:ec2::254': 'metadata of AWS',
  'fe80::1': 'link-local',
  'fe80::1%lo': 'link-local with its zone',
  'fec0::1': 'site-local',
  'ff02::1': 'multicast',
  'example.com': 'no address',
  '': 'no address',
};

const publicOnes = [
  '1.1.1.1',
  '8.8.8.8',
  '172.15.0.1',
  '172.32.0.1',
  '100.128.0.1',
  '2606:4700:4700::1111',
  '2a00:1450:4001::200e',
  '::ffff:8.8.8.8',
  '64:ff9b::808:808',
];

test('what is not of the public internet is known as such', () => {
  for (const [address, what] of Object.entries(notPublic)) assert.is(isPublic(address), false, `${address}: ${what}`);
});

test('public addresses are let through', () => {
  for (const address of publicOnes) assert.is(isPublic(address), true, address);
});

test.run();
