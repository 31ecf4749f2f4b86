import { tidy } from '../collection/entries.ts'
import type { FormProps } from '../collection/kind.ts'
import { AreaField, ChoiceField, TextField } from '../parts/field.tsx'

/** Who writes, or whom to call; and when not to. */
export function ChannelForm({ entry: channel, config, onChange }: FormProps<'channels'>) {
  const { description, address, quiet } = channel
  const base = tidy<{ description?: string; address?: string }>({ description, address })
  const optional = (name: string, value: unknown) =>
    onChange(tidy<Record<string, unknown>>({ ...channel, [name]: value }) as typeof channel)
  return (
    <>
      <section class="card">
        <h2>What it is</h2>
        <TextField
          label="In a sentence"
          value={description}
          onChange={(text) => optional('description', text)}
        />
        <div class="grid">
          <ChoiceField
            label="Kind"
            value={channel.kind}
            options={[
              ['email', 'E-mail'],
              ['webhook', 'Webhook: SMS, push, a CRM'],
            ]}
            onChange={(kind) =>
              onChange(
                kind === 'email'
                  ? { kind, ...base, from: `${config.name} <hello@example.com>` }
                  : { kind, ...base, url: 'https://example.com/hook' }
              )
            }
          />
          {channel.kind === 'email' ? (
            <>
              <TextField
                label="From"
                placeholder="Shop <hello@shop.example>"
                value={channel.from}
                onChange={(from = '') => onChange({ ...channel, from })}
              />
              <TextField
                label="Answers go to"
                value={channel.replyTo}
                onChange={(text) => optional('replyTo', text)}
              />
            </>
          ) : (
            <TextField
              label="Address of the receiver"
              value={channel.url}
              onChange={(url = '') => onChange({ ...channel, url })}
            />
          )}
          <TextField
            label="A person’s address is in"
            hint="A fact; without a value the person is not reached."
            placeholder={channel.kind === 'email' ? 'traits.email' : 'traits.phone'}
            value={address}
            onChange={(text) => optional('address', text)}
          />
        </div>
        {channel.kind === 'email' && (
          <AreaField
            label="Last lines of every e-mail"
            hint="Who writes, with the postal address."
            value={channel.footer}
            onChange={(text) => optional('footer', text)}
          />
        )}
      </section>
      <section class="card">
        <h2>Quiet hours, by their own clock</h2>
        <div class="grid">
          <TextField
            label="Quiet from"
            type="time"
            value={quiet?.from}
            onChange={(from) => optional('quiet', quietOf({ ...quiet, from }))}
          />
          <TextField
            label="Until"
            type="time"
            value={quiet?.until}
            onChange={(until) => optional('quiet', quietOf({ ...quiet, until }))}
          />
          <ChoiceField
            label="A message that comes then"
            value={quiet?.policy ?? 'hold'}
            options={[
              ['hold', 'waits until the quiet ends'],
              ['drop', 'is dropped'],
            ]}
            onChange={(policy) =>
              optional(
                'quiet',
                quietOf({ ...quiet, policy: policy === 'hold' ? undefined : policy })
              )
            }
          />
        </div>
      </section>
    </>
  )
}

function quietOf(quiet: object): object | undefined {
  const said = tidy<Record<string, unknown>>({ ...quiet })
  return Object.keys(said).length > 0 ? said : undefined
}
