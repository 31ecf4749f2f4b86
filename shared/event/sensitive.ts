/** How a fact may be used: `red` is refused unless declared, `yellow` may choose but never be shown. */
export type Sensitivity = 'normal' | 'yellow' | 'red'

/**
 * Names that give a fact away, as words of a name: `credit card` is found in `creditCardNumber`,
 * `credit_card` and `billing-credit-card`. Segment's list, with health, religion, orientation and
 * ethnicity as red, and the spellings that people use.
 */
const phrases: Readonly<Record<'red' | 'yellow', readonly string[]>> = {
  red: [
    'social security',
    'ssn',
    'password',
    'passwd',
    'pwd',
    'passcode',
    'secret',
    'token',
    'credit card',
    'card number',
    'cvv',
    'cvc',
    'visa',
    'passport',
    'veteran',
    'disability',
    'disabilities',
    'health',
    'medical',
    'medication',
    'medications',
    'allergy',
    'allergies',
    'diagnosis',
    'disease',
    'illness',
    'pregnant',
    'pregnancy',
    'religion',
    'religious',
    'sexual orientation',
    'sexuality',
    'ethnicity',
    'ethnic',
  ],
  yellow: [
    'race',
    'birthdate',
    'birthday',
    'birth',
    'dob',
    'phone',
    'address',
    'gender',
    'citizenship',
    'nationality',
    'name',
    'firstname',
    'lastname',
    'surname',
    'street',
    'city',
    'zip',
    'zipcode',
    'postcode',
    'postal code',
    'email',
    'e mail',
    'certificate',
    'license',
    'licence',
    'identification',
    'serial',
    'ip',
    'photo',
    'avatar',
    'salary',
    'income',
    'mac',
    'sex',
    'condition',
    'procedure',
  ],
}

/** Names repeat without end; the visitor chooses them, so the memory is bounded. */
const remembered = new Map<string, Sensitivity>()
const maxRemembered = 4_096

/** What a name suggests about its value: `passport_no` is red, `firstName` yellow. */
export function sensitivityOf(name: string): Sensitivity {
  const known = remembered.get(name)
  if (known !== undefined) return known
  const sensitivity = classify(name)
  if (remembered.size >= maxRemembered) remembered.clear()
  remembered.set(name, sensitivity)
  return sensitivity
}

function classify(name: string): Sensitivity {
  const text = ` ${words(name).join(' ')} `
  // `creditcard` and `CREDITCARD` have no seams: phrases are tried with theirs closed, too.
  const has = (phrase: string): boolean =>
    text.includes(` ${phrase} `) || text.includes(` ${phrase.replaceAll(' ', '')} `)
  if (phrases.red.some(has)) return 'red'
  return phrases.yellow.some(has) ? 'yellow' : 'normal'
}

function words(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '')
}
