import { beforeEach, describe, expect, test } from 'vitest'
import type { Session } from '../../edge/access/access-object.ts'
import { accessObject } from '../../edge/access/address.ts'
import { siteObject } from '../../edge/site/address.ts'
import type { Proposal } from '../../shared/api/proposal-api.ts'
import { ask, memberOf, pageHeaders, saidBy } from './workerd/accounts.ts'
import { bindings, newSite, plainSite } from './workerd/site.ts'

let site: string
let editor: Session
let publisher: Session
let owner: Session

beforeEach(async () => {
  site = await newSite({ ...plainSite, publishing: { approval: 'another' } })
  editor = await memberOf(site, 'editor')
  publisher = await memberOf(site, 'publisher')
  owner = await memberOf(site, 'owner')
})

const send = async (
  who: Session,
  method: string,
  path: string,
  body?: object,
  version?: number
) => {
  const headers = await pageHeaders(site, who.token)
  if (version !== undefined) headers['if-match'] = `"${version}"`
  return ask(site, path, { method, headers, ...(body && { body: JSON.stringify(body) }) })
}
const changed = { ...plainSite, name: 'Another name', publishing: { approval: 'another' } }
const propose = async (who: Session, config: object = changed) => {
  const answer = await send(who, 'POST', '/proposals', { config, note: 'Nicer' }, 1)
  expect(answer.status).toBe(201)
  return ((await answer.json()) as Proposal).id
}
const decide = (who: Session, id: number, verdict = 'approve') =>
  send(who, 'POST', `/proposals/${id}/decision`, { verdict, note: 'Well' })
const nameInForce = async () => (await siteObject(bindings, site).version())?.config.name
const proposal = async (id: number) => siteObject(bindings, site).proposal(id)

describe('where another person has to publish', () => {
  test.each(['publisher', 'owner'])('a %s cannot publish alone', async (role) => {
    const who = role === 'owner' ? owner : publisher
    expect(await saidBy(await send(who, 'PUT', '/config', changed, 1))).toEqual([
      403,
      'approval_needed',
    ])
    expect(await nameInForce()).toBe(plainSite.name)
  })

  test('nobody switches that off alone', async () => {
    const alone = { ...plainSite, publishing: { approval: 'none' } }
    expect(await saidBy(await send(owner, 'PUT', '/config', alone))).toEqual([
      403,
      'approval_needed',
    ])
  })

  test('going back does not switch it off either', async () => {
    const free = await newSite()
    const object = siteObject(bindings, free)
    await object.publish({ config: changed, by: 'ada', now: Date.now() })
    expect(await object.rollback(1, { by: 'ada', now: Date.now() })).toBe(3)
    expect((await object.version())?.config).toMatchObject({
      ...{ name: plainSite.name, publishing: { approval: 'another' } },
    })
  })

  test('the operator’s token still publishes, and the log says so', async () => {
    const headers = { authorization: 'Bearer operator-token-of-the-tests' }
    const body = JSON.stringify(changed)
    expect((await ask(site, '/config', { method: 'PUT', headers, body })).status).toBe(200)
    expect((await siteObject(bindings, site).audit())[0]).toMatchObject({
      ...{ did: 'config.published', by: 'operator' },
    })
  })
})

describe('a proposal', () => {
  test('is published by another person, in the name of who made it', async () => {
    const id = await propose(editor)
    expect((await decide(publisher, id)).status).toBe(200)
    expect(await nameInForce()).toBe('Another name')
    const { members } = {
      members: { editor: editor.member.email, publisher: publisher.member.email },
    }
    expect(await proposal(id)).toMatchObject({
      ...{ state: 'approved', by: members.editor, decidedBy: members.publisher },
      ...{ version: 2, answer: 'Well', note: 'Nicer' },
    })
    const entries = await siteObject(bindings, site).audit()
    expect(entries.slice(0, 3).map(({ did, by }) => [did, by])).toEqual([
      ['proposal.approved', members.publisher],
      ['config.published', members.editor],
      ['proposal.made', members.editor],
    ])
  })

  test('is not decided by the one who made it', async () => {
    const id = await propose(publisher)
    expect(await saidBy(await decide(publisher, id))).toEqual([403, 'own_proposal'])
    expect(await saidBy(await decide(editor, id))).toEqual([403, 'role_insufficient'])
    expect(await nameInForce()).toBe(plainSite.name)
  })

  test('of a key is not decided by a key, nor by whoever made that key', async () => {
    const who = { by: owner.member.email, now: Date.now() }
    const { key } = await accessObject(bindings, site).createKey(
      { name: 'ci', role: 'publisher' },
      who
    )
    const headers = { authorization: `Bearer ${key}` }
    const body = JSON.stringify({ config: changed })
    const made = await ask(site, '/proposals', { method: 'POST', headers, body })
    const { id } = (await made.json()) as Proposal
    const verdict = { method: 'POST', headers, body: '{"verdict":"approve"}' }
    expect(await saidBy(await ask(site, `/proposals/${id}/decision`, verdict))).toEqual([
      403,
      'own_proposal',
    ])
    expect(await saidBy(await decide(owner, id))).toEqual([403, 'own_proposal'])
    expect((await decide(publisher, id)).status).toBe(200)
  })

  test('that is declined says why, and changes nothing', async () => {
    const id = await propose(editor)
    expect(await (await decide(publisher, id, 'decline')).json()).toEqual({ state: 'declined' })
    expect(await proposal(id)).toMatchObject({ state: 'declined', answer: 'Well' })
    expect(await nameInForce()).toBe(plainSite.name)
    expect(await saidBy(await decide(owner, id))).toEqual([409, 'proposal_ended'])
  })

  test('is not taken back by another editor', async () => {
    const id = await propose(publisher)
    const answer = await send(editor, 'DELETE', `/proposals/${id}`)
    expect(await saidBy(answer)).toEqual([403, 'role_insufficient'])
    expect((await send(owner, 'DELETE', `/proposals/${id}`)).status).toBe(204)
  })

  test('can be taken back', async () => {
    const id = await propose(editor)
    expect((await send(editor, 'DELETE', `/proposals/${id}`)).status).toBe(204)
    expect(await saidBy(await decide(owner, id))).toEqual([409, 'proposal_ended'])
  })

  test('does not undo what was published meanwhile (X6)', async () => {
    const [first, second] = [
      await propose(editor),
      await propose(editor, { ...changed, name: 'Third' }),
    ]
    const answers = await Promise.all([decide(publisher, first), decide(owner, second)])
    const said = await Promise.all(answers.map((answer) => saidBy(answer)))
    expect(said.toSorted()).toEqual([
      [200, undefined],
      [409, 'version_conflict'],
    ])
  })

  test('with faults is none', async () => {
    const answer = await send(editor, 'POST', '/proposals', { config: { surprise: 1 } })
    expect(await saidBy(answer)).toEqual([422, 'invalid_config'])
    expect(await siteObject(bindings, site).proposals()).toEqual([])
  })

  test.each(['0', '99', 'x', '1.5'])('number %s does not exist', async (id) => {
    expect(await saidBy(await send(owner, 'GET', `/proposals/${id}`))).toEqual([404, 'not_found'])
  })
})
