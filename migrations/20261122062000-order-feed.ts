import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * The feed is read in the order of (transaction_id, position). A transaction may get its number before it waits
 * for the row of the dispute, so the later event of a dispute could carry the lower number and be
 * delivered first. It therefore carries at least the number of the event before it: that transaction has
 * ended, so the rule "read only below the oldest running transaction" holds as it did.
 */
const create = `
CREATE FUNCTION keep_feed_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.transaction_id := greatest(
    NEW.transaction_id,
    (SELECT transaction_id FROM dispute_event WHERE dispute_id = NEW.dispute_id AND sequence = NEW.sequence - 1)
  );
  RETURN NEW;
END $$;
CREATE TRIGGER dispute_event_feed_order BEFORE INSERT ON dispute_event
  FOR EACH ROW EXECUTE FUNCTION keep_feed_order();
`;

/** Keeps the events of one dispute in their order in the feed of all disputes. */
export class OrderFeed20261122062000 implements MigrationInterface {
  readonly name = "OrderFeed20261122062000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(create);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      "DROP TRIGGER dispute_event_feed_order ON dispute_event; DROP FUNCTION keep_feed_order();",
    );
  }
}
