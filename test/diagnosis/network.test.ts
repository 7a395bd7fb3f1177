import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  admits,
  cidrContains,
  defaultRoute,
  mayAdmit,
  type Permission,
  routeTableOf,
} from '../../src/diagnosis/network.ts';

const VPC = 'vpc-1';
const subnet = { id: 'subnet-1', vpc: VPC, zone: 'a', cidr: '10.0.1.0/24', freeAddresses: 9 };
const table = (id: string, main: boolean, subnets: readonly string[]) => ({
  id,
  vpc: VPC,
  main,
  subnets,
  routes: [],
});

function tcp(given: Partial<Permission> = {}): Permission {
  return { protocol: 'tcp', from: 443, to: 443, groups: [], cidrs: [], prefixLists: [], ...given };
}

describe('a subnet', () => {
  it('has the route table that names it, else the main one of its VPC', () => {
    const own = table('rtb-own', false, ['subnet-1']);
    const main = table('rtb-main', true, []);
    expect(routeTableOf(subnet, [main, own])?.id).toBe('rtb-own');
    expect(routeTableOf(subnet, [main])?.id).toBe('rtb-main');
    expect(routeTableOf(subnet, [{ ...main, vpc: 'vpc-2' }])).toBeUndefined();
  });

  it('has no way out over a route that leads to what is gone', () => {
    const to = { to: '0.0.0.0/0', via: 'nat-1' };
    expect(defaultRoute({ ...table('rtb', true, []), routes: [{ ...to, blackhole: true }] })).toBeUndefined();
    expect(defaultRoute({ ...table('rtb', true, []), routes: [{ ...to, blackhole: false }] })?.via).toBe(
      'nat-1',
    );
  });
});

describe('a permission', () => {
  const peer = { groups: ['sg-1'], cidrs: ['10.0.1.0/24'] };

  it.each<[string, Permission, boolean]>([
    ['of the peer’s group', tcp({ groups: ['sg-1'] }), true],
    ['of another group', tcp({ groups: ['sg-2'] }), false],
    ['of a range around the peer’s', tcp({ cidrs: ['10.0.0.0/16'] }), true],
    ['of a part of the peer’s range', tcp({ cidrs: ['10.0.1.0/25'] }), false],
    ['of another port', tcp({ groups: ['sg-1'], from: 80, to: 80 }), false],
    ['of all protocols', tcp({ groups: ['sg-1'], protocol: '-1', from: undefined, to: undefined }), true],
    ['of UDP', tcp({ groups: ['sg-1'], protocol: 'udp' }), false],
  ])('%s lets in accordingly', (_, permission, lets) => {
    expect(admits([permission], 443, peer)).toBe(lets);
    expect(mayAdmit([permission], 443, peer)).toBe(lets);
  });

  it('that names a list nobody read may let in', () => {
    expect(admits([tcp({ prefixLists: ['pl-1'] })], 443, peer)).toBe(false);
    expect(mayAdmit([tcp({ prefixLists: ['pl-1'] })], 443, peer)).toBe(true);
  });
});

describe('a range of addresses', () => {
  const address = fc
    .tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255))
    .map((parts) => parts.join('.'));

  it('lies in itself and in everything', () => {
    fc.assert(
      fc.property(address, fc.integer({ min: 1, max: 32 }), (ip, bits) => {
        expect(cidrContains(`${ip}/${bits}`, `${ip}/${bits}`)).toBe(true);
        expect(cidrContains('0.0.0.0/0', `${ip}/${bits}`)).toBe(true);
        expect(cidrContains(`${ip}/${bits}`, '0.0.0.0/0')).toBe(false);
      }),
    );
  });

  it('that is none contains nothing', () => {
    expect(cidrContains('fc00::/7', '10.0.0.0/8')).toBe(false);
    expect(cidrContains('10.0.0.0/8', 'nowhere')).toBe(false);
  });
});
