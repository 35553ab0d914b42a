-- Notices about the orders of a restaurant are also for its staff. Beside the notice and not a part
-- of it, so that the version before goes on as it does.
CREATE TABLE restaurant_notice (
  notification_id uuid PRIMARY KEY REFERENCES notification ON DELETE CASCADE,
  restaurant_id   uuid   NOT NULL,
  position        bigint NOT NULL
);
CREATE INDEX restaurant_notice_newest ON restaurant_notice (restaurant_id, position DESC);

-- Which of them one of the staff has read. What the owner has read stands in the notice itself.
CREATE TABLE restaurant_notice_read (
  notification_id uuid NOT NULL REFERENCES restaurant_notice ON DELETE CASCADE,
  user_id         uuid NOT NULL,
  PRIMARY KEY (notification_id, user_id)
);
CREATE INDEX restaurant_notice_read_by ON restaurant_notice_read (user_id);
