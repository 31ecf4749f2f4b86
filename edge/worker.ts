import { createApp } from './routes/app.ts'
import { routes } from './routes/table.ts'

export { AccessObject } from './access/access-object.ts'
export { CatalogueObject } from './catalogue/catalogue-object.ts'
export { DirectoryObject } from './directory/directory-object.ts'
export { HookObject } from './hooks/hook-object.ts'
export { IdempotencyObject } from './idempotency/idempotency-object.ts'
export { DeliveryObject } from './journey/delivery-object.ts'
export { MeasureObject } from './measure/measure-object.ts'
export { OfferObject } from './offers/offer-object.ts'
export { IdentityObject } from './profile/identity-object.ts'
export { ProfileObject } from './profile/profile-object.ts'
export { SiteObject } from './site/site-object.ts'

export default createApp(routes)
