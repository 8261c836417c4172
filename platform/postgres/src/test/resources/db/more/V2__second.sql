CREATE TABLE t_second (id int);
