import type { Json } from '../../shared/event/json.ts'
import type { Email } from '../../shared/journey/message.ts'
import type { StepOf } from '../../shared/journey/steps.ts'
import { isObject } from '../../shared/site/change/changes.ts'
import { BlockList } from '../content/block-list.tsx'
import { Preview } from '../content/preview.tsx'
import { TextField } from '../parts/field.tsx'
import { JsonText } from '../text/json-text.tsx'
import type { StepProps } from './step-fields.tsx'

type Offer = StepOf<'send'>['messages'][string]

/** What is said in each channel; the preferred one first. */
export function MessageFields({ step, config, under, onChange }: StepProps<StepOf<'send'>>) {
  const set = (channel: string, offer: Offer) =>
    onChange({ ...step, messages: { ...step.messages, [channel]: offer } })
  return (
    <>
      {Object.entries(step.messages).map(([channel, offer]) => {
        const at = [...under, 'messages', channel]
        return (
          <fieldset class="block" key={channel}>
            <legend>{channel}</legend>
            {isEmail(offer) ? (
              <>
                <TextField
                  label="Subject"
                  value={offer.subject}
                  onChange={(subject = '') => set(channel, { ...offer, subject })}
                />
                <Preview content={{ type: 'blocks', blocks: offer.blocks }} />
                <BlockList
                  blocks={offer.blocks}
                  config={config}
                  under={[...at, 'blocks']}
                  onChange={(blocks) => set(channel, { ...offer, blocks })}
                />
              </>
            ) : (
              <JsonText
                label={`Message by ${channel} as text`}
                value={offer as unknown as Json}
                config={config}
                under={at}
                onChange={(json) => isObject(json) && set(channel, json as unknown as Offer)}
              />
            )}
          </fieldset>
        )
      })}
    </>
  )
}

/** One e-mail and no comparison of wordings: those are written as text. */
const isEmail = (offer: Offer): offer is Email => 'subject' in offer && 'blocks' in offer
