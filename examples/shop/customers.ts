import { jwtVerify, SignJWT } from 'jose'

/** Somebody with an account. */
export interface Customer {
  id: string
  name: string
  words: string
}

/** Three people who shop here. */
export const customers: Customer[] = [
  { id: 'u-ada', name: 'Ada Lindqvist', words: 'Has just moved, needs everything' },
  { id: 'u-ben', name: 'Ben Okafor', words: 'Cooks for eight, owns three pans' },
  { id: 'u-mei', name: 'Mei Tanaka', words: 'Reads until two in the morning' },
]

/** The customer with this number. */
export const findCustomer = (id: string) => customers.find((customer) => customer.id === id)

/** Cookies that say who is signed in, signed so that nobody writes their own. */
export interface Sessions {
  issue(customer: Customer): Promise<string>
  read(cookie: string | undefined): Promise<Customer | undefined>
}

/** Sessions signed with the shop's own secret. */
export function createSessions(secret: Uint8Array): Sessions {
  return {
    issue: ({ id }) =>
      new SignJWT()
        .setProtectedHeader({ alg: 'HS256' })
        .setSubject(id)
        .setAudience('shop-session')
        .setExpirationTime('30d')
        .sign(secret),
    async read(cookie) {
      if (!cookie) return undefined
      const options = { audience: 'shop-session', algorithms: ['HS256'] }
      const checked = await jwtVerify(cookie, secret, options).catch(() => undefined)
      return checked?.payload.sub === undefined ? undefined : findCustomer(checked.payload.sub)
    },
  }
}
