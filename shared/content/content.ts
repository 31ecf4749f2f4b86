import { z } from 'zod'

/**
 * What can be shown. Content is data: the page builds nodes from it with `createElement` and
 * `textContent`, so no field can carry markup or script. String fields may hold Liquid templates in
 * the configuration; what leaves the edge is already filled in.
 */

const text = z.string().max(8_192)
const url = z.string().max(2_048)

const tone = z.enum(['neutral', 'info', 'positive', 'warning', 'critical'])

/** A block: one piece of typed content. */
export const blockSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('heading'), text, level: z.int().min(1).max(6).optional() }),
  z.strictObject({ type: z.literal('text'), text }),
  z.strictObject({
    type: z.literal('image'),
    src: url,
    /** Empty for decoration; required, because a picture without words is nothing to many people. */
    alt: text,
    width: z.int().positive().optional(),
    height: z.int().positive().optional(),
  }),
  z.strictObject({
    type: z.literal('button'),
    text,
    /** Where it leads; without it the button only reports its click. */
    href: url.optional(),
    style: z.enum(['primary', 'secondary', 'link']).optional(),
    /** `dismiss` closes the surface. */
    does: z.enum(['open', 'dismiss', 'copy']).optional(),
    /** What `copy` puts on the clipboard. */
    value: text.optional(),
  }),
  z.strictObject({ type: z.literal('badge'), text, tone: tone.optional() }),
  z.strictObject({
    type: z.literal('list'),
    items: z.array(text).max(50),
    ordered: z.boolean().optional(),
  }),
  z.strictObject({
    type: z.literal('product'),
    id: text.optional(),
    name: text,
    href: url.optional(),
    image: url.optional(),
    price: text.optional(),
    was: text.optional(),
    badge: text.optional(),
  }),
  /** Counts down to `until` (ISO 8601), then shows `after` or nothing. */
  z.strictObject({
    type: z.literal('countdown'),
    until: text,
    text: text.optional(),
    after: text.optional(),
  }),
  z.strictObject({
    type: z.literal('form'),
    /** Name of the `track` event that a submission becomes. */
    event: text,
    submit: text,
    thanks: text.optional(),
    fields: z
      .array(
        z.strictObject({
          name: z.string().regex(/^[a-z][a-zA-Z0-9_]{0,63}$/),
          label: text,
          input: z
            .enum(['text', 'email', 'tel', 'number', 'textarea', 'select', 'checkbox'])
            .optional(),
          options: z.array(text).max(50).optional(),
          required: z.boolean().optional(),
        })
      )
      .max(20),
  }),
])

/** One piece of typed content. */
export type Block = z.infer<typeof blockSchema>

/** How an action appears: in its slot, or above the page. */
export const surfaces = ['inline', 'banner', 'card', 'modal', 'toast'] as const

/** Where in-place content goes, relative to the slot's element. */
export const placements = ['replace', 'prepend', 'append', 'before', 'after'] as const

const pieceName = z.string().regex(/^[a-zA-Z][\w-]{0,63}$/)

/** Content of a variant. */
export const contentSchema = z.discriminatedUnion('type', [
  /** Typed blocks, drawn by Attune. */
  z.strictObject({
    type: z.literal('blocks'),
    blocks: z.array(blockSchema).max(50),
    /** Pieces of the content library before and after these blocks. */
    first: z.array(pieceName).max(10).optional(),
    last: z.array(pieceName).max(10).optional(),
    surface: z.enum(surfaces).optional(),
    placement: z.enum(placements).optional(),
    /** Accessible name of an overlay surface. */
    label: text.optional(),
    /** CSS classes put on the container, so that the site's own stylesheet dresses it. */
    classes: z
      .array(z.string().regex(/^[A-Za-z_][\w-]{0,63}$/))
      .max(10)
      .optional(),
  }),
  /** Replaces the slot's text and leaves its structure. */
  z.strictObject({ type: z.literal('text'), text }),
  /** Sets attributes of the slot's element; event handlers and styles are refused, URLs checked. */
  z.strictObject({ type: z.literal('attributes'), set: z.record(z.string().max(64), text) }),
  /** Adds and removes CSS classes of the slot's element. */
  z.strictObject({
    type: z.literal('classes'),
    add: z.array(z.string().max(64)).max(20).optional(),
    remove: z.array(z.string().max(64)).max(20).optional(),
  }),
  /** Plain JSON for the site's own code (`onDecision`), an e-mail, or an agent's screen. */
  z.strictObject({ type: z.literal('json'), data: z.json() }),
])

/** Content of a variant, as it is configured (with templates) and as it is delivered (filled in). */
export type Content = z.infer<typeof contentSchema>
