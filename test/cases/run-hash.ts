import {
  bucket,
  chooseRange,
  fnv1a32,
  type HashVersion,
  inNamespace,
  inRange,
  type Namespace,
  type Range,
  ranges,
} from '../../shared/hash/hash.ts'
import type { Failure } from './run-conditions.ts'

/** A call of the hash functions and what it gives in every runtime. */
export type HashCase = { name: string } & (
  | { call: 'fnv1a32'; args: [text: string]; gives: number }
  | { call: 'bucket'; args: [seed: string, value: string, version: HashVersion]; gives: number }
  | { call: 'ranges'; args: [weights: number[], coverage?: number]; gives: Range[] }
  | { call: 'inRange'; args: [n: number, range: Range]; gives: boolean }
  | { call: 'chooseRange'; args: [n: number, candidates: Range[]]; gives: number }
  | { call: 'inNamespace'; args: [value: string, namespace: Namespace]; gives: boolean }
)

/** Runs the table; the same in Node, workerd and Chromium. */
export function runHashCases(cases: readonly HashCase[]): Failure[] {
  return cases.flatMap((one) => {
    const [expected, got] = [one.gives, callOf(one)].map((value) => JSON.stringify(value))
    return got === expected ? [] : [{ name: one.name, expected: expected ?? '', got: got ?? '' }]
  })
}

function callOf(one: HashCase): unknown {
  switch (one.call) {
    case 'fnv1a32':
      return fnv1a32(...one.args)
    case 'bucket':
      return bucket(...one.args)
    case 'ranges':
      return ranges(...one.args)
    case 'inRange':
      return inRange(...one.args)
    case 'chooseRange':
      return chooseRange(...one.args)
    case 'inNamespace':
      return inNamespace(...one.args)
  }
}
